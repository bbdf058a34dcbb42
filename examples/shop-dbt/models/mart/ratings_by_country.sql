{{ config(indexes=[{'default': True, 'cluster': 'shop_serve'}]) }}

SELECT
    c.country,
    count(*) AS ratings,
    CAST(avg(r.stars) AS numeric(38, 2)) AS stars
FROM {{ ref('order_ratings') }} AS r
JOIN {{ ref('orders') }} AS o ON o.order_id = r.order_id
JOIN {{ ref('customers') }} AS c ON c.customer_id = o.customer_id
GROUP BY c.country
