{{ config(materialized='table') }}
SELECT sum(customers)::int8 AS customers, count(*) AS countries FROM {{ ref('customers_by_country') }}
