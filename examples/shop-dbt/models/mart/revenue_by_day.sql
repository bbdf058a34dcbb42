{{ config(
    materialized='materialized_view',
    cluster='shop_transform',
    indexes=[{'columns': ['day'], 'name': 'revenue_by_day_by_day', 'cluster': 'shop_serve'}]
) }}

SELECT
    placed_on AS day,
    count(*) AS orders,
    CAST(sum(revenue) AS numeric(38, 2)) AS revenue
FROM {{ ref('order_revenue') }}
GROUP BY placed_on
