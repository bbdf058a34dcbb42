{{ config(severity='warn', store_failures=true) }}
SELECT country, customers FROM {{ ref('customers_by_country') }} WHERE customers < 2
