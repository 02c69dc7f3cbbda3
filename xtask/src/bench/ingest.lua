-- Sends answers as shoppers' browsers do: each message is a response of its own.
--
-- Run by wrk, with what stands behind `--` on its command line: the origin of the shop, the ids
-- of its two surveys, a number that no other run has, and how many requests all threads together
-- send in a second (0: as many as are answered). What can be made before the run is: a request
-- then costs an id and putting three texts together.

local ffi = require("ffi")
local bit = require("bit")

ffi.cdef([[
typedef struct { long seconds; long micros; } moment;
int gettimeofday(moment *now, void *zone);
]])

-- Messages that each thread has ready; their ids make them distinct.
local READY = 2048
-- Stands for the id until there is one; of the same length.
local PLACE = "00000000-0000-7000-8000-000000000000"

local SENTENCES = {
  "Sehr schöne Auswahl, und der Versand war überraschend schnell. 👍",
  "Die Größe fällt etwas kleiner aus als auf den Bildern.",
  "I found what I was looking for within a minute.",
  "Das Bezahlen hat erst beim zweiten Versuch geklappt.",
  "The photos are great, but I missed the weight of the parcel.",
  "Die Farbe gefällt mir sehr, genau wie abgebildet 😊",
  "Leider wusste ich bis zuletzt nicht, was die Lieferung kostet.",
  "Delivery costs should be shown before the last step.",
  "Je cherchais un cadeau et j’ai trouvé en deux clics.",
  "Der Filter nach Material hat mir wirklich weitergeholfen.",
  "Why can I not pay by invoice?",
  "Übersichtlich, freundlich, und die Beratung am Telefon war spitze!",
  "The mug keeps my tea warm for an hour ☕",
  "Auf dem Handy überdeckt das Menü die Preise.",
  "Snabb leverans och fin förpackning.",
  "Ich würde wieder hier kaufen, auch wenn es anderswo günstiger ist.",
}
local NAMES = { "Ana", "Jörg", "Zoë", "Mehmet", "", "Ingrid S.", "Noël", "" }
local LOCALES = { "de-DE", "de-DE", "de-AT", "en-GB", "fr-FR", "sv-SE", "nl-NL" }
local DEVICES = { "mobile", "mobile", "mobile", "tablet", "desktop", "desktop" }
local BROWSERS = {
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
}

local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

local now = ffi.new("moment")
local function micros()
  ffi.C.gettimeofday(now, nil)
  return tonumber(now.seconds) * 1e6 + tonumber(now.micros)
end

local function one_of(list)
  return list[math.random(#list)]
end

local function sentences(most)
  local said = {}
  for i = 1, math.random(most) do
    said[i] = one_of(SENTENCES)
  end
  return table.concat(said, " ")
end

-- The answers, as JSON, and whether the shopper has reached the end.
local function answers_to_product_survey()
  local score = math.random(0, 10)
  local answers = string.format('{"question":"recommend","value":%d}', score)
  local chance = math.random()
  if chance < 0.30 then
    answers = answers .. string.format(',{"question":"why","value":"%s"}', sentences(4))
  end
  if chance >= 0.05 then
    return answers, chance < 0.30
  end
  local review = ',{"question":"review","value":{"stars":%d,"title":"%s","text":"%s","name":"%s","consent":true}}'
  local title = math.random() < 0.5 and "Immer wieder" or ""
  return answers .. string.format(review, math.random(5), title, sentences(6), one_of(NAMES)), true
end

local function answers_to_order_survey()
  local score = math.random(7)
  local answers = string.format('{"question":"easy","value":%d}', score)
  if math.random() >= 0.30 then
    return answers, false
  end
  local question = score <= 4 and "hard_why" or "easy_why"
  return answers .. string.format(',{"question":"%s","value":"%s"}', question, sentences(4)), true
end

local function context_of_product(origin)
  local number = math.random(500)
  local page = string.format("%s/products/mug-%03d?variant=%d&utm_source=newsletter", origin, number, math.random(9))
  local about = '"page":"%s","touchpoint":"product","product":"MUG-%03d","product_details":{"name":"Becher Nº %d „Müritz“",'
    .. '"url":"%s/products/mug-%03d","image":"%s/images/mug-%03d.webp","gtin":null,"brand":"Töpferei Groß","category":"Becher"}'
  return string.format(about, page, number, number, origin, number, origin, number)
end

local function context_of_order(origin)
  local about = '"page":"%s/checkout/thank-you","touchpoint":"thank_you","order":"A-%06d","customer":"c-%05d"'
  return string.format(about, origin, math.random(999999), math.random(99999))
end

local function message(origin, product_survey, order_survey)
  local of_order = math.random() < 0.2
  local answers, complete, context
  if of_order then
    answers, complete = answers_to_order_survey()
    context = context_of_order(origin)
  else
    answers, complete = answers_to_product_survey()
    context = context_of_product(origin)
  end
  local vitals = string.format('{"lcp_ms":%.1f,"inp_ms":%d,"cls":%.4f,"ttfb_ms":%.1f}',
    600 + math.random() * 4000, math.random(16, 400), math.random() * 0.3, 40 + math.random() * 900)
  local whole = '{"id":"%s","survey":"%s","survey_version":1,"seq":%d,"complete":%s,"answers":[%s],'
    .. '"context":{%s,"locale":"%s","device":"%s","vitals":%s},"elapsed_ms":%d}'
  return string.format(whole, PLACE, of_order and order_survey or product_survey, complete and 2 or 1,
    tostring(complete), answers, context, one_of(LOCALES), one_of(DEVICES), vitals, math.random(900, 15000))
end

local before, after = {}, {}
local run, pause, next_at

function init(args)
  local origin, product_survey, order_survey = args[1], args[2], args[3]
  run = tonumber(args[4])
  math.randomseed(run * 16 + number)
  for i = 1, READY do
    local headers = {
      ["Origin"] = origin,
      ["Referer"] = origin .. "/",
      ["Content-Type"] = "text/plain;charset=UTF-8",
      ["Accept"] = "*/*",
      ["Accept-Encoding"] = "gzip, deflate, br, zstd",
      ["Accept-Language"] = "de-DE,de;q=0.9,en;q=0.8",
      ["User-Agent"] = one_of(BROWSERS),
    }
    local text = wrk.format("POST", nil, headers, message(origin, product_survey, order_survey))
    local from, to = text:find(PLACE, 1, true)
    before[i], after[i] = text:sub(1, from - 1), text:sub(to + 1)
  end
  local rate = tonumber(args[5])
  if rate > 0 then
    -- The threads take turns.
    pause = 1e6 * tonumber(args[6]) / rate
    next_at = micros() + pause * number / tonumber(args[6])
    delay = paced
  end
end

-- A UUID of version 7: the time in milliseconds, then what tells this message from all others.
local sent = 0
local function id()
  sent = sent + 1
  local ms = math.floor(micros() / 1000)
  return string.format("%08x-%04x-7%03x-8%03x-%04x%08x", math.floor(ms / 65536), ms % 65536,
    bit.band(sent, 4095), bit.band(run, 4095), number, bit.bxor(sent, 0x5bd1e995) % 4294967296)
end

function request()
  local at = sent % READY + 1
  return before[at] .. id() .. after[at]
end

-- How many milliseconds until this thread's next request is due. One that is late is sent at
-- once; what was missed while all connections waited is made up for, up to a second.
function paced()
  local time = micros()
  next_at = math.max(next_at + pause, time - 1e6)
  local wait = (next_at - time) / 1000
  return wait > 0 and math.floor(wait + math.random()) or 0
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\n{"answered":%d,"refused":%d,"broken":%d,"seconds":%.6f,"p50_ms":%.3f,"p99_ms":%.3f}\n',
    summary.requests - errors.status, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
