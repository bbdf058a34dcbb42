SELECT r.refund_id, r.order_id
FROM shop_staging.refunds AS r
LEFT JOIN shop_staging.orders AS o ON o.order_id = r.order_id
WHERE o.order_id IS NULL;
