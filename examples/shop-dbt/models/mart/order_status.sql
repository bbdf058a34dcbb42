{{ config(indexes=[
        {'columns': ['order_id'], 'name': 'order_status_by_order', 'cluster': 'shop_serve'},
        {'columns': ['customer_id'], 'name': 'order_status_by_customer', 'cluster': 'shop_serve'}
    ]) }}

-- What a customer sees under "my orders". The application looks up one order at a time.
SELECT
    o.order_id,
    o.customer_id,
    o.status,
    o.placed_on,
    t.units,
    t.total,
    s.carrier,
    coalesce(s.delivered, false) AS delivered
FROM {{ ref('orders') }} AS o
JOIN {{ ref('order_totals') }} AS t ON t.order_id = o.order_id
LEFT JOIN {{ ref('shipments') }} AS s ON s.order_id = o.order_id
