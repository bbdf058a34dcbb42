SELECT
    shipment_id,
    order_id,
    carrier,
    shipped_at,
    delivered_at,
    delivered_at IS NOT NULL AS delivered
FROM {{ source('raw', 'shipments') }}
