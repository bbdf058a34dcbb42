CREATE VIEW shop_mart.bestsellers AS
SELECT
    p.product_id,
    p.name,
    p.category,
    s.units,
    s.sales
FROM shop_core.product_sales AS s
JOIN shop_staging.products AS p ON p.product_id = s.product_id
WHERE s.units >= 120;

CREATE DEFAULT INDEX IN CLUSTER shop_serve ON shop_mart.bestsellers;

COMMENT ON VIEW shop_mart.bestsellers IS 'Products that sold 120 units or more';
GRANT SELECT ON shop_mart.bestsellers TO shop_app;
GRANT SELECT ON shop_mart.bestsellers TO shop_analyst;
