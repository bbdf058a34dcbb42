{{ config(
    materialized='materialized_view',
    partition_by=['country'],
    retain_history='1hr',
    indexes=[{'columns': ['country', 'upper(country)'], 'name': 'customers_by_country_idx'}]
) }}
SELECT country::text AS country, count(*) AS customers
FROM {{ ref('customers') }}
GROUP BY country
