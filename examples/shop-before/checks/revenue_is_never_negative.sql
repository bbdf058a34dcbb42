SELECT order_id, revenue
FROM shop_core.order_revenue
WHERE revenue < 0;
