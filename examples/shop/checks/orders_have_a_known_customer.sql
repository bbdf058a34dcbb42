SELECT o.order_id, o.customer_id
FROM shop_staging.orders AS o
LEFT JOIN shop_staging.customers AS c ON c.customer_id = o.customer_id
WHERE c.customer_id IS NULL;
