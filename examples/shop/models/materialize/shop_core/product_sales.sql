-- Cancelled orders sold nothing.
CREATE MATERIALIZED VIEW shop_core.product_sales
IN CLUSTER shop_transform AS
SELECT
    i.product_id,
    count(DISTINCT i.order_id) AS orders,
    sum(i.quantity) AS units,
    CAST(sum(i.line_total) AS numeric(38, 2)) AS sales
FROM shop_staging.order_items AS i
JOIN shop_staging.orders AS o ON o.order_id = i.order_id
WHERE o.status <> 'cancelled'
GROUP BY i.product_id;

COMMENT ON MATERIALIZED VIEW shop_core.product_sales IS 'One row per product that was sold at least once';
GRANT SELECT ON shop_core.product_sales TO shop_analyst;
