-- Staff place test orders in production; nobody downstream wants them.
SELECT
    order_id,
    customer_id,
    status,
    placed_at,
    CAST(placed_at AS date) AS placed_on,
    shipping_fee
FROM {{ source('raw', 'orders') }}
WHERE status <> 'test'
