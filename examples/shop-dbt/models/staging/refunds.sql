SELECT
    refund_id,
    order_id,
    reason,
    amount,
    refunded_at
FROM {{ source('raw', 'refunds') }}
