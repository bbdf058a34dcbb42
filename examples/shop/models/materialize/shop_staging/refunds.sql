CREATE VIEW shop_staging.refunds AS
SELECT
    refund_id,
    order_id,
    reason,
    amount,
    refunded_at
FROM shop_raw.refunds;

COMMENT ON VIEW shop_staging.refunds IS 'One row per refund; an order may have several';
