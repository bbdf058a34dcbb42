{{ config(
    materialized='materialized_view',
    cluster='shop_transform'
) }}

SELECT
    c.customer_id,
    c.country,
    count(r.order_id) AS orders,
    min(r.placed_on) AS first_order_on,
    max(r.placed_on) AS last_order_on,
    CAST(coalesce(sum(r.revenue), 0) AS numeric(38, 2)) AS revenue
FROM {{ ref('customers') }} AS c
LEFT JOIN {{ ref('order_revenue') }} AS r ON r.customer_id = c.customer_id
GROUP BY c.customer_id, c.country
