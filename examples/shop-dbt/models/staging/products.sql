SELECT
    product_id,
    sku,
    name,
    category,
    list_price
FROM {{ source('raw', 'products') }}
