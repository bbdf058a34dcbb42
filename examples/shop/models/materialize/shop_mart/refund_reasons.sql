CREATE VIEW shop_mart.refund_reasons AS
SELECT
    c.country,
    r.reason,
    count(*) AS refunds,
    CAST(sum(r.amount) AS numeric(38, 2)) AS amount
FROM shop_staging.refunds AS r
JOIN shop_staging.orders AS o ON o.order_id = r.order_id
JOIN shop_staging.customers AS c ON c.customer_id = o.customer_id
GROUP BY c.country, r.reason;

CREATE INDEX refund_reasons_by_country IN CLUSTER shop_serve ON shop_mart.refund_reasons (country);

COMMENT ON VIEW shop_mart.refund_reasons IS 'One row per country and reason that customers gave';
GRANT SELECT ON shop_mart.refund_reasons TO shop_analyst;
