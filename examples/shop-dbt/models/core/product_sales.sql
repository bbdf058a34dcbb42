{{ config(
    materialized='materialized_view',
    cluster='shop_transform'
) }}

-- Cancelled orders sold nothing.
SELECT
    i.product_id,
    count(DISTINCT i.order_id) AS orders,
    sum(i.quantity) AS units,
    CAST(sum(i.line_total) AS numeric(38, 2)) AS sales
FROM {{ ref('order_items') }} AS i
JOIN {{ ref('orders') }} AS o ON o.order_id = i.order_id
WHERE o.status <> 'cancelled'
GROUP BY i.product_id
