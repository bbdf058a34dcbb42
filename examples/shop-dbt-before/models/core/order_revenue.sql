{{ config(
    materialized='materialized_view',
    cluster='shop_transform',
    indexes=[{'columns': ['order_id'], 'name': 'order_revenue_by_order', 'cluster': 'shop_serve'}]
) }}

-- What each order did bring in: the payments that were captured for it.
WITH paid AS (
    SELECT order_id, sum(amount) AS amount
    FROM {{ ref('payments') }}
    GROUP BY order_id
)
SELECT
    o.order_id,
    o.customer_id,
    o.placed_on,
    CAST(coalesce(p.amount, 0) AS numeric(38, 2)) AS revenue
FROM {{ ref('orders') }} AS o
LEFT JOIN paid AS p ON p.order_id = o.order_id
