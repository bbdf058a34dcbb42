{{ config(indexes=[{'default': True, 'cluster': 'shop_serve'}]) }}

SELECT
    p.product_id,
    p.name,
    p.category,
    s.units,
    s.sales
FROM {{ ref('product_sales') }} AS s
JOIN {{ ref('products') }} AS p ON p.product_id = s.product_id
WHERE s.units >= 120
