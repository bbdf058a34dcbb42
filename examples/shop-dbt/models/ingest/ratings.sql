{{ config(materialized='source_table') }}

FROM SOURCE {{ ref('ratings_topic') }} (REFERENCE "shop_ratings")
FORMAT JSON
