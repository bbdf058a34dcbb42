CREATE VIEW shop_core.delivery_times AS
SELECT
    s.order_id,
    s.carrier,
    c.country,
    CAST(extract(epoch FROM s.delivered_at - s.shipped_at) / 3600 AS numeric(38, 1)) AS hours
FROM shop_staging.shipments AS s
JOIN shop_staging.orders AS o ON o.order_id = s.order_id
JOIN shop_staging.customers AS c ON c.customer_id = o.customer_id
WHERE s.delivered;

COMMENT ON VIEW shop_core.delivery_times IS 'One row per delivered parcel: how long it was on its way';
