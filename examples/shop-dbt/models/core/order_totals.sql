{{ config(
    materialized='materialized_view',
    cluster='shop_transform'
) }}

-- What each order should bring in, from its lines and its shipping fee.
SELECT
    o.order_id,
    o.customer_id,
    o.status,
    o.placed_on,
    count(*) AS lines,
    sum(i.quantity) AS units,
    CAST(sum(i.line_total) + o.shipping_fee AS numeric(38, 2)) AS total
FROM {{ ref('orders') }} AS o
JOIN {{ ref('order_items') }} AS i ON i.order_id = o.order_id
GROUP BY o.order_id, o.customer_id, o.status, o.placed_on, o.shipping_fee
