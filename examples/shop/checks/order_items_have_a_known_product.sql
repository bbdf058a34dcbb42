SELECT i.order_id, i.line_no, i.product_id
FROM shop_staging.order_items AS i
LEFT JOIN shop_staging.products AS p ON p.product_id = i.product_id
WHERE p.product_id IS NULL;
