{{ config(materialized='view', indexes=[{'default': true}]) }}
SELECT id, buyer, amount FROM {{ source('ingest', 'bids') }}
