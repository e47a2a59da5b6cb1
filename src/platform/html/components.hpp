#pragma once

/// The shared views that forms and lists are made of. The layout is apart: `platform/html/views/layout.hpp`.
#include "platform/html/views/check_field.hpp"
#include "platform/html/views/checkbox_group.hpp"
#include "platform/html/views/error_summary.hpp"
#include "platform/html/views/file_field.hpp"
#include "platform/html/views/notice_box.hpp"
#include "platform/html/views/pager_links.hpp"
#include "platform/html/views/radio_group.hpp"
#include "platform/html/views/select_field.hpp"
#include "platform/html/views/table_of.hpp"
#include "platform/html/views/text_area.hpp"
#include "platform/html/views/text_block.hpp"
#include "platform/html/views/text_field.hpp"
#include "platform/html/views/text_in.hpp"
