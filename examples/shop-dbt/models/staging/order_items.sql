SELECT
    order_id,
    line_no,
    product_id,
    quantity,
    unit_price,
    discount,
    quantity * unit_price - discount AS line_total
FROM {{ source('raw', 'order_items') }}
