{{ config(materialized='source_table', cluster=none) }}
FROM SOURCE {{ ref('auction') }} (REFERENCE "bids")
