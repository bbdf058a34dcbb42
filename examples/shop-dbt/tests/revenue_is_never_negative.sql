SELECT order_id, revenue
FROM {{ ref('order_revenue') }}
WHERE revenue < 0
