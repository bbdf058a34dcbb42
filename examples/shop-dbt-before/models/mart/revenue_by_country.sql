{{ config(
    materialized='materialized_view',
    cluster='shop_transform',
    indexes=[{'default': True, 'cluster': 'shop_serve'}]
) }}

SELECT
    country,
    count(*) AS customers,
    CAST(sum(orders) AS bigint) AS orders,
    CAST(sum(revenue) AS numeric(38, 2)) AS revenue
FROM {{ ref('customer_orders') }}
GROUP BY country
