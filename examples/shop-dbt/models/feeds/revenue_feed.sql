{{ config(materialized='sink', cluster='shop_feeds') }}

FROM {{ ref('revenue_by_country') }}
INTO KAFKA CONNECTION shop_kafka.broker (TOPIC 'shop_revenue')
KEY (country) NOT ENFORCED
FORMAT JSON
ENVELOPE UPSERT
