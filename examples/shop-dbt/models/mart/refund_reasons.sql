{{ config(
    indexes=[{'columns': ['country'], 'name': 'refund_reasons_by_country', 'cluster': 'shop_serve'}],
    post_hook="grant select on {{ this }} to shop_analyst"
) }}

SELECT
    c.country,
    r.reason,
    count(*) AS refunds,
    CAST(sum(r.amount) AS numeric(38, 2)) AS amount
FROM {{ ref('refunds') }} AS r
JOIN {{ ref('orders') }} AS o ON o.order_id = r.order_id
JOIN {{ ref('customers') }} AS c ON c.customer_id = o.customer_id
GROUP BY c.country, r.reason
