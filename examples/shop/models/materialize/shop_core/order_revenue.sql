-- What each order did bring in: the payments that were captured for it, less what we gave back.
CREATE MATERIALIZED VIEW shop_core.order_revenue
IN CLUSTER shop_transform AS
WITH paid AS (
    SELECT order_id, sum(amount) AS amount
    FROM shop_staging.payments
    GROUP BY order_id
),
given_back AS (
    SELECT order_id, sum(amount) AS amount
    FROM shop_staging.refunds
    GROUP BY order_id
)
SELECT
    o.order_id,
    o.customer_id,
    o.placed_on,
    CAST(coalesce(g.amount, 0) AS numeric(38, 2)) AS refunded,
    CAST(coalesce(p.amount, 0) - coalesce(g.amount, 0) AS numeric(38, 2)) AS revenue
FROM shop_staging.orders AS o
LEFT JOIN paid AS p ON p.order_id = o.order_id
LEFT JOIN given_back AS g ON g.order_id = o.order_id;

CREATE INDEX order_revenue_by_order IN CLUSTER shop_serve ON shop_core.order_revenue (order_id);

COMMENT ON MATERIALIZED VIEW shop_core.order_revenue IS 'One row per order: the revenue it brought in, in euros';
COMMENT ON COLUMN shop_core.order_revenue.refunded IS 'Sum of the refunds';
COMMENT ON COLUMN shop_core.order_revenue.revenue IS 'Sum of the captured payments less the refunds';
GRANT SELECT ON shop_core.order_revenue TO shop_analyst;
