CREATE VIEW shop_staging.products AS
SELECT
    product_id,
    sku,
    name,
    category,
    list_price
FROM shop_raw.products;

COMMENT ON VIEW shop_staging.products IS 'One row per product, sold or not';
