CREATE MATERIALIZED VIEW shop_core.customer_orders
IN CLUSTER shop_transform AS
SELECT
    c.customer_id,
    c.country,
    count(r.order_id) AS orders,
    min(r.placed_on) AS first_order_on,
    max(r.placed_on) AS last_order_on,
    CAST(coalesce(sum(r.revenue), 0) AS numeric(38, 2)) AS revenue
FROM shop_staging.customers AS c
LEFT JOIN shop_core.order_revenue AS r ON r.customer_id = c.customer_id
GROUP BY c.customer_id, c.country;

COMMENT ON MATERIALIZED VIEW shop_core.customer_orders IS 'One row per customer, also of those who never ordered';
GRANT SELECT ON shop_core.customer_orders TO shop_analyst;
