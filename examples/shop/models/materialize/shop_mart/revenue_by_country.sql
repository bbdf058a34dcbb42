CREATE MATERIALIZED VIEW shop_mart.revenue_by_country
IN CLUSTER shop_transform AS
SELECT
    country,
    count(*) AS customers,
    CAST(sum(orders) AS bigint) AS orders,
    CAST(sum(refunded) AS numeric(38, 2)) AS refunded,
    CAST(sum(revenue) AS numeric(38, 2)) AS revenue
FROM shop_core.customer_orders
GROUP BY country;

CREATE DEFAULT INDEX IN CLUSTER shop_serve ON shop_mart.revenue_by_country;

COMMENT ON MATERIALIZED VIEW shop_mart.revenue_by_country IS 'One row per country we deliver to';
GRANT SELECT ON shop_mart.revenue_by_country TO shop_app;
GRANT SELECT ON shop_mart.revenue_by_country TO shop_analyst;
