-- A payment that failed or was only authorised is no money.
SELECT
    payment_id,
    order_id,
    method,
    amount,
    paid_at
FROM {{ source('raw', 'payments') }}
WHERE status = 'captured'
