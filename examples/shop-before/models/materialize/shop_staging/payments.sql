-- A payment that failed or was only authorised is no money.
CREATE VIEW shop_staging.payments AS
SELECT
    payment_id,
    order_id,
    method,
    amount,
    paid_at
FROM shop_raw.payments
WHERE status = 'captured';

COMMENT ON VIEW shop_staging.payments IS 'One row per payment that reached our account';
