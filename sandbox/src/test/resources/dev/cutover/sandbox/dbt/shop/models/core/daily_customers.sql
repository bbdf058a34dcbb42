{{ config(
    materialized='materialized_view',
    cluster='batch',
    refresh_interval={'at_creation': true, 'every': '1 day'}
) }}
SELECT count(*) AS customers FROM {{ ref('customers') }}
