SELECT
    s.order_id,
    s.carrier,
    c.country,
    CAST(extract(epoch FROM s.delivered_at - s.shipped_at) / 3600 AS numeric(38, 1)) AS hours
FROM {{ ref('shipments') }} AS s
JOIN {{ ref('orders') }} AS o ON o.order_id = s.order_id
JOIN {{ ref('customers') }} AS c ON c.customer_id = o.customer_id
WHERE s.delivered
