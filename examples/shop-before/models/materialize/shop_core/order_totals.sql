-- What each order should bring in, from its lines and its shipping fee.
CREATE MATERIALIZED VIEW shop_core.order_totals
IN CLUSTER shop_transform AS
SELECT
    o.order_id,
    o.customer_id,
    o.status,
    o.placed_on,
    count(*) AS lines,
    sum(i.quantity) AS units,
    CAST(sum(i.line_total) + o.shipping_fee AS numeric(38, 2)) AS total
FROM shop_staging.orders AS o
JOIN shop_staging.order_items AS i ON i.order_id = o.order_id
GROUP BY o.order_id, o.customer_id, o.status, o.placed_on, o.shipping_fee;

COMMENT ON MATERIALIZED VIEW shop_core.order_totals IS 'One row per order: its lines, units and total in euros';
GRANT SELECT ON shop_core.order_totals TO shop_analyst;
