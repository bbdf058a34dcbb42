CREATE MATERIALIZED VIEW shop_mart.revenue_by_day
IN CLUSTER shop_transform AS
SELECT
    placed_on AS day,
    count(*) AS orders,
    CAST(sum(revenue) AS numeric(38, 2)) AS revenue
FROM shop_core.order_revenue
GROUP BY placed_on;

CREATE INDEX revenue_by_day_by_day IN CLUSTER shop_serve ON shop_mart.revenue_by_day (day);

COMMENT ON MATERIALIZED VIEW shop_mart.revenue_by_day IS 'One row per day with at least one order';
GRANT SELECT ON shop_mart.revenue_by_day TO shop_app;
GRANT SELECT ON shop_mart.revenue_by_day TO shop_analyst;
