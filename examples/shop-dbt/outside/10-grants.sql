-- What somebody has granted by hand on relations that dbt made. dbt-materialize loses such grants; a deployment keeps them.
GRANT SELECT ON shop_mart.revenue_by_country TO shop_app;
GRANT SELECT ON shop_mart.order_status TO shop_app;
GRANT SELECT ON shop_mart.revenue_by_country TO shop_analyst;
