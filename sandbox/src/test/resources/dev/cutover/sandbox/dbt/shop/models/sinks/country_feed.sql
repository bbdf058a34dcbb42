{{ config(materialized='sink') }}
FROM {{ ref('customers_by_country') }}
INTO KAFKA CONNECTION materialize.public.kafka (TOPIC 'countries')
KEY (country) NOT ENFORCED
FORMAT JSON
ENVELOPE UPSERT
