{{ config(materialized='source', cluster='shop_ingest') }}

FROM KAFKA CONNECTION shop_kafka.broker (TOPIC 'shop_ratings')
