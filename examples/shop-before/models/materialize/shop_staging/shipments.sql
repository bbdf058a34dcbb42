CREATE VIEW shop_staging.shipments AS
SELECT
    shipment_id,
    order_id,
    carrier,
    shipped_at,
    delivered_at,
    delivered_at IS NOT NULL AS delivered
FROM shop_raw.shipments;

COMMENT ON VIEW shop_staging.shipments IS 'One row per parcel that left the warehouse';
