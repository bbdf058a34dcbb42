{{ config(indexes=[{'columns': ['country'], 'name': 'carrier_delays_by_country', 'cluster': 'shop_serve'}]) }}

SELECT
    carrier,
    country,
    count(*) AS parcels,
    count(*) FILTER (WHERE hours > 96) AS late,
    CAST(avg(hours) AS numeric(38, 1)) AS average_hours
FROM {{ ref('delivery_times') }}
GROUP BY carrier, country
