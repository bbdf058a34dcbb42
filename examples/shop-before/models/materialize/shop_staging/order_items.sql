CREATE VIEW shop_staging.order_items AS
SELECT
    order_id,
    line_no,
    product_id,
    quantity,
    unit_price,
    discount,
    quantity * unit_price - discount AS line_total
FROM shop_raw.order_items;

COMMENT ON VIEW shop_staging.order_items IS 'One row per line of an order';
COMMENT ON COLUMN shop_staging.order_items.line_total IS 'What the customer pays for the line, in euros';
