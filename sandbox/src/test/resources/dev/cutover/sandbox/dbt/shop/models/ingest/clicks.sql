{{ config(materialized='source') }}
FROM WEBHOOK BODY FORMAT JSON
