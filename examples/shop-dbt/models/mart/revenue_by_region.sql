{{ config(
    materialized='materialized_view',
    cluster='shop_transform',
    indexes=[{'default': True, 'cluster': 'shop_serve'}],
    post_hook="grant select on {{ this }} to shop_analyst"
) }}

SELECT
    g.region,
    CAST(sum(r.orders) AS bigint) AS orders,
    CAST(sum(r.revenue) AS numeric(38, 2)) AS revenue
FROM {{ ref('revenue_by_country') }} AS r
JOIN {{ ref('regions') }} AS g ON g.country = r.country
GROUP BY g.region
