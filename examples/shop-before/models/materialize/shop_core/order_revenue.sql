-- What each order did bring in: the payments that were captured for it.
CREATE MATERIALIZED VIEW shop_core.order_revenue
IN CLUSTER shop_transform AS
SELECT
    o.order_id,
    o.customer_id,
    o.placed_on,
    CAST(coalesce(sum(p.amount), 0) AS numeric(38, 2)) AS revenue
FROM shop_staging.orders AS o
LEFT JOIN shop_staging.payments AS p ON p.order_id = o.order_id
GROUP BY o.order_id, o.customer_id, o.placed_on;

CREATE INDEX order_revenue_by_order IN CLUSTER shop_serve ON shop_core.order_revenue (order_id);

COMMENT ON MATERIALIZED VIEW shop_core.order_revenue IS 'One row per order: the revenue it brought in, in euros';
COMMENT ON COLUMN shop_core.order_revenue.revenue IS 'Sum of the captured payments';
GRANT SELECT ON shop_core.order_revenue TO shop_analyst;
