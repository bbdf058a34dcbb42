-- What a customer sees under "my orders". The application looks up one order at a time.
CREATE VIEW shop_mart.order_status AS
SELECT
    o.order_id,
    o.customer_id,
    o.status,
    o.placed_on,
    t.units,
    t.total,
    s.carrier,
    coalesce(s.delivered, false) AS delivered
FROM shop_staging.orders AS o
JOIN shop_core.order_totals AS t ON t.order_id = o.order_id
LEFT JOIN shop_staging.shipments AS s ON s.order_id = o.order_id;

CREATE INDEX order_status_by_order IN CLUSTER shop_serve ON shop_mart.order_status (order_id);
CREATE INDEX order_status_by_customer IN CLUSTER shop_serve ON shop_mart.order_status (customer_id);

COMMENT ON VIEW shop_mart.order_status IS 'One row per order, as its customer sees it';
GRANT SELECT ON shop_mart.order_status TO shop_app;
