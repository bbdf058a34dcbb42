-- Staff place test orders in production; nobody downstream wants them.
CREATE VIEW shop_staging.orders AS
SELECT
    order_id,
    customer_id,
    status,
    placed_at,
    CAST(placed_at AS date) AS placed_on,
    shipping_fee
FROM shop_raw.orders
WHERE status <> 'test';

COMMENT ON VIEW shop_staging.orders IS 'One row per order of a customer; the staff''s test orders are left out';
