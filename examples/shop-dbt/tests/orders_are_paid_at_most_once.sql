SELECT t.order_id, t.total, p.paid
FROM {{ ref('order_totals') }} AS t
JOIN (SELECT order_id, sum(amount) AS paid FROM {{ ref('payments') }} GROUP BY order_id) AS p
    ON p.order_id = t.order_id
WHERE p.paid > t.total
